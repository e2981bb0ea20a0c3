// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import java.util.Locale;

/// How many bytes the body of a request may have (docs/reference/limits.md). The proxy of
/// docs/deploy/nginx.conf has the same bounds.
public enum RequestBodySizeLimit {
    /// Of a request that nobody is known to send: the forms of signing in.
    UNAUTHENTICATED(16_384),
    BODY(1_000_000),
    /// Of outcomes and reports of calls.
    BATCH(2_000_000),
    /// Of a form of the console.
    FORM(2_000_000),
    /// Of definitions of flags, alerts and imports.
    DEFINITION(10_000_000);

    private final int bytes;

    RequestBodySizeLimit(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /// As metrics name it.
    String limit() {
        return name().toLowerCase(Locale.ROOT) + "-bytes";
    }

    /// The size of what a known caller sends to a path, other than a form of the console.
    public static RequestBodySizeLimit of(String path) {
        if (path.equals("/sdk/v1/outcomes") || path.equals("/sdk/v1/calls")) {
            return BATCH;
        }
        boolean large = path.startsWith("/api/v1/environments/")
                || path.startsWith("/api/v1/alerts/")
                || path.equals("/api/v1/incidents/import")
                || path.equals("/api/v1/work-items")
                || path.equals("/api/v1/manifests")
                || path.equals("/api/v1/decision-records")
                || path.endsWith("/sbom-diff")
                || path.equals("/api/v1/references");
        return large ? DEFINITION : BODY;
    }
}
