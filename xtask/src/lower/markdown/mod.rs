//! Placeholder until the real renderer is merged.
pub(super) fn markdown(text: &str) -> Vec<String> {
    text.lines()
        .map(|l| {
            l.trim()
                .replace('[', "(")
                .replace(']', ")")
                .replace('<', "(")
                .replace('>', ")")
        })
        .collect()
}
pub(super) fn sentence(text: &str) -> Vec<String> {
    markdown(text)
}
