// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

/// The relevant parts of a package URL: `pkg:maven/io.quarkus/quarkus-core@3.9.0?type=jar` is
/// `pkg:maven/io.quarkus/quarkus-core` in version `3.9.0`.
final class PackageUrl {
    private PackageUrl() {}

    /// Returns type, namespace and name.
    static String withoutVersion(String purl) {
        String bare = withoutQualifiers(purl);
        int at = versionMark(bare);
        return at < 0 ? bare : bare.substring(0, at);
    }

    /// Returns the version as written; empty without one.
    static String version(String purl) {
        String bare = withoutQualifiers(purl);
        int at = versionMark(bare);
        return at < 0 ? "" : bare.substring(at + 1);
    }

    /* Without subpath and qualifiers. */
    private static String withoutQualifiers(String purl) {
        String text = substringBefore(substringBefore(purl, '#'), '?');
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String substringBefore(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /* The last @ of the name; one of a namespace such as @angular comes before the last slash. */
    private static int versionMark(String bare) {
        int at = bare.lastIndexOf('@');
        return at > bare.lastIndexOf('/') + 1 ? at : -1;
    }
}
