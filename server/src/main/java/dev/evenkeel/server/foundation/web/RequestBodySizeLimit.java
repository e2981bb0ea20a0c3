// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import java.util.Locale;

/// The maximum size of a request body in bytes (docs/reference/limits.md). The proxy configuration in
/// deploy/nginx.conf has the same limits.
public enum RequestBodySizeLimit {
    /// Unauthenticated requests: the sign-in forms.
    UNAUTHENTICATED(16_384),
    BODY(1_000_000),
    /// Outcomes and call reports.
    BATCH(2_000_000),
    /// Console forms.
    FORM(2_000_000),
    /// Flag definitions, alerts and imports.
    DEFINITION(10_000_000);

    private final int bytes;

    RequestBodySizeLimit(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /// Returns the name of the limit in metrics.
    String metricName() {
        return name().toLowerCase(Locale.ROOT) + "-bytes";
    }

    /// Returns the limit for authenticated requests to a path, except console forms.
    public static RequestBodySizeLimit forPath(String path) {
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
                || path.equals("/api/v1/code-references");
        return large ? DEFINITION : BODY;
    }
}
