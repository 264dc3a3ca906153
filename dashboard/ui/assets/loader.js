/* Streamlit's loader of the code of its elements, given as ORIGINAL. Code that the head of the page
   has named is fetched at once; an element whose code is there is drawn without a placeholder. */
(original) => {
  const ready = new Map();
  for (const { href } of document.querySelectorAll("link[data-element]")) {
    import(href).then((code) => ready.set(href, code), () => {}); /* asked again when needed */
  }
  const given = (value) => ({
    then: (take) => given(take ? take(value) : value),
    catch: () => given(value),
    finally: (act) => (act(), given(value)),
  });
  const form = /^\(\)=>import\(`(\.\/[^`]+)`\)(?:\.then\((\w+)=>\2\.(\w+)\))?$/;
  return (load, ...rest) => {
    const [, name, , part] = form.exec(load) ?? [];
    const code = name && ready.get(new URL(name, import.meta.url).href);
    return code ? given(part ? code[part] : code) : original(load, ...rest);
  };
}
