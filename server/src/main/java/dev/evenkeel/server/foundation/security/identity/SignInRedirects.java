// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import java.util.regex.Pattern;

/// Validator of redirect targets after sign-in.
final class SignInRedirects {
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/._~?&=%@:+-]*");

    private SignInRedirects() {}

    /// Returns the path if it is a path of this server, else the start page, to prevent open redirects.
    static String toOwnPath(String path) {
        return OWN.matcher(path).matches() ? path : "/";
    }
}
