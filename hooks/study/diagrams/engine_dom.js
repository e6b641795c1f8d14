// The engine's imitation of a document, mermaidx's dom_shim.js, reads every selector anew for every element that it
// looks at and walks on after it has found: nearly all the time of a diagram goes there. These say the same sooner.
(() => {
  const PLAIN = /^[\w-]*(?:[#.][\w-]+)*$/;

  function remember(read) {
    const known = new Map();
    return (text) => {
      if (!known.has(text)) known.set(text, read(text));
      return known.get(text);
    };
  }

  const readClasses = remember((text) => new Set(text.split(/\s+/)));

  const TESTS = {
    "#": (name) => (element) => element.getAttribute("id") === name,
    ".": (name) => (element) => readClasses(element.getAttribute("class") || "").has(name),
  };

  function readPart(part) {
    const tag = part.toLowerCase();
    return TESTS[part[0]]?.(part.slice(1)) ?? ((element) => (element.tagName || "").toLowerCase() === tag);
  }

  const matchesAnyCompound = globalThis.__matchesCompound;

  const readCompound = remember((compound) => {
    if (!PLAIN.test(compound)) return (element) => matchesAnyCompound(element, compound);
    const tests = compound.match(/[#.]?[\w-]+/g).map(readPart);
    return (element) => tests.every((test) => test(element));
  });

  const readSelector = remember((selector) => {
    const chains = __splitTopLevel(selector.trim(), (c) => c === ",").map(([part]) => __parseComplex(part.trim()));
    if (chains.length === 1 && chains[0].length === 1) return readCompound(chains[0][0].compound);
    const full = chains.filter((chain) => chain.length);
    return (element) => full.some((chain) => __matchesChain(element, chain, chain.length - 1));
  });

  function findFirst(root, matches) {
    for (const child of root.childNodes) {
      if (child.nodeType !== 1) continue;
      const found = matches(child) ? child : findFirst(child, matches);
      if (found) return found;
    }
    return null;
  }

  const declaring = new WeakMap();

  function findDeclaring(rules, property) {
    if (!declaring.has(rules)) declaring.set(rules, remember((name) => rules.filter((rule) => name in rule.decls)));
    return declaring.get(rules)(property);
  }

  globalThis.__resolveCssProp = (element, property) => {
    const rule = findDeclaring(__getCssRules(), property).findLast((one) => __matches(element, one.selectors));
    return rule ? rule.decls[property] : null;
  };
  globalThis.__matchesCompound = (element, compound) => readCompound(compound)(element);
  globalThis.__matches = (element, selector) => readSelector(selector)(element);
  globalThis.__querySelector = (root, selector) => findFirst(root, readSelector(selector));
})();
