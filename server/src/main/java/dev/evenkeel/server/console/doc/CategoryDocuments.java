// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.util.List;

/// The documents of a category, in reading order.
///
/// @param documents at least one
public record CategoryDocuments(DocCategory category, List<DocDescriptor> documents) {
    /// Copies the documents.
    public CategoryDocuments {
        documents = List.copyOf(documents);
    }
}
