"""What the finished site's scripts, styles and pages become before they are served: few, small, named by content."""
