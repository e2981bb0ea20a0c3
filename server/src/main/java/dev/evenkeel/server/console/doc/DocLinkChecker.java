// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds links to files and headings that do not exist. Does not check links to other hosts.
///
/// @param root root of the repository
/// @param documents documents by path in the repository
record DocLinkChecker(Path root, Map<Path, MarkdownDocument> documents) {
    /// Returns each broken link, as `FILE: LINK`.
    List<String> findBroken() {
        List<String> broken = new ArrayList<>();
        documents.forEach((path, document) -> document.destinations().stream()
                .filter(destination -> !DocLinkResolver.isAbsolute(destination) && !exists(path, destination))
                .forEach(destination -> broken.add(path + ": " + destination)));
        return broken;
    }

    private boolean exists(Path source, String destination) {
        String[] parts = destination.split("#", 2);
        Path target =
                parts[0].isEmpty() ? source : source.resolveSibling(parts[0]).normalize();
        MarkdownDocument document = documents.get(target);
        if (document == null) {
            return parts.length == 1 && !target.startsWith("..") && Files.exists(root.resolve(target));
        }
        return parts.length == 1
                || document.headings().stream().anyMatch(heading -> heading.id().equals(parts[1]));
    }
}
