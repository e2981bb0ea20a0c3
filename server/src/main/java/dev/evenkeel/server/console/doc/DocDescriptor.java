// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// A document that can be read.
///
/// @param name of its file, without the ending
/// @param lead its first sentence; empty when it has none
/// @param anchors its headings, from the first to the last
public record DocDescriptor(DocCategory folder, String name, String title, String lead, List<DocHeading> anchors) {
    /// Keeps a copy of the headings.
    public DocDescriptor {
        anchors = List.copyOf(anchors);
    }

    /// Where it is read.
    public String path() {
        return "/docs/" + folder.text() + "/" + name;
    }
}
