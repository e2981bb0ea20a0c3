// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The test whether a browser sent a request from a page of this server.
///
/// Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`; pages cannot set either. A request with neither
/// is refused.
public final class SameOriginCheck {
    private SameOriginCheck() {}

    /// Whether a page of this server sent it.
    public static boolean of(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return origin != null && host != null && host.toLowerCase(Locale.ROOT).equals(authority(origin));
    }

    /// Whether a browser says that a page of somebody else sent it; whoever says nothing is no browser.
    public static boolean isForeign(HttpServletRequest request) {
        boolean told = request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
        return told && !of(request);
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
