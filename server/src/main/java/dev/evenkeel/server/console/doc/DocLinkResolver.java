// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Resolves links in a document to paths of the documentation pages.
///
/// @param folder folder of the document, as in paths
record DocLinkResolver(String folder) {
    private static final String ROOT = "/docs/";
    private static final String DEPLOY = "/deploy/";
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*|//.*");

    /// Whether a link names a scheme or a host.
    static boolean isAbsolute(String destination) {
        return ABSOLUTE.matcher(destination).matches();
    }

    /// Returns the page path of a link target; empty if the target is not part of the documentation.
    Optional<String> resolve(String destination) {
        int hash = destination.indexOf('#');
        String fragment = hash < 0 ? "" : destination.substring(hash);
        String path = repositoryPath(hash < 0 ? destination : destination.substring(0, hash));
        if (path.startsWith(DEPLOY)) {
            return Optional.of("/docs" + path);
        }
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        String inside = path.substring(ROOT.length()).replaceFirst("/README\\.md$", "");
        return DocCategory.findBySlug(inside)
                .map(whole -> "/docs#" + whole.slug())
                .or(() -> Optional.of(path.replaceFirst("\\.md$", "") + fragment));
    }

    /// Returns the path of a link target in the repository, relative to its root.
    String repositoryPath(String path) {
        String place = URI.create(ROOT + folder + "/").resolve(path).normalize().getPath();
        return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    }
}
