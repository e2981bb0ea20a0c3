// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A check whether a browser sent a request from a page of this server.
///
/// Browsers report the origin in `Sec-Fetch-Site`, older ones in `Origin`; pages cannot set either. A request
/// with neither header fails the check.
public final class SameOriginCheck {
    private SameOriginCheck() {}

    /// Whether a page of this server sent the request.
    public static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return origin != null && host != null && host.toLowerCase(Locale.ROOT).equals(authority(origin));
    }

    /// Whether the headers show that a page of another origin sent the request; a request with neither header
    /// does not come from a browser.
    public static boolean isCrossOrigin(HttpServletRequest request) {
        boolean told = request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
        return told && !isSameOrigin(request);
    }

    private static @Nullable String authority(String origin) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority == null ? null : authority.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
