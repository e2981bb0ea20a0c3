// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// Metadata of a document.
///
/// @param name file name without the extension
/// @param summary first sentence; empty for none
/// @param headings headings, in document order
public record DocDescriptor(
        DocCategory category, String name, String title, String summary, List<DocHeading> headings) {
    /// Copies the headings.
    public DocDescriptor {
        headings = List.copyOf(headings);
    }

    /// Returns the path of its page.
    public String path() {
        return "/docs/" + category.slug() + "/" + name;
    }
}
