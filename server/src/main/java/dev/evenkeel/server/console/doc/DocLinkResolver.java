// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the links of a document lead once it is a page.
///
/// @param folder in which the document is, as in paths
record DocLinkResolver(String folder) {
    private static final String ROOT = "/docs/";
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*|//.*");

    /// Whether a link leads away from the documents, or stays in the one it is in; such links are as they were
    /// written.
    static boolean isKept(String destination) {
        return destination.startsWith("#") || ABSOLUTE.matcher(destination).matches();
    }

    /// The address of what a link names; empty when that is no part of the documents.
    Optional<String> address(String destination) {
        int hash = destination.indexOf('#');
        String fragment = hash < 0 ? "" : destination.substring(hash);
        String path = place(hash < 0 ? destination : destination.substring(0, hash));
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        String inside = path.substring(ROOT.length());
        return DocCategory.find(inside)
                .map(whole -> "/docs#" + whole.text())
                .or(() -> Optional.of(path.replaceFirst("\\.md$", "") + fragment));
    }

    /// The path in the repository of what a link names, from its root on.
    String place(String path) {
        String place = URI.create(ROOT + folder + "/").resolve(path).normalize().getPath();
        return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    }
}
