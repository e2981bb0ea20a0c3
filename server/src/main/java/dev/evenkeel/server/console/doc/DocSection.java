// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// The documents of a folder, in the order in which they are read.
///
/// @param documents at least one
public record DocSection(DocCategory folder, List<DocDescriptor> documents) {
    /// Keeps a copy of the documents.
    public DocSection {
        documents = List.copyOf(documents);
    }
}
