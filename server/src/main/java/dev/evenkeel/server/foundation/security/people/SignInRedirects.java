// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import java.util.regex.Pattern;

/// Where a browser may be led after sign-in.
final class SignInRedirects {
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/._~?&=%@:+-]*");

    private SignInRedirects() {}

    /// The path when it is one of this server, else the first page: nobody is led to another site.
    static String own(String path) {
        return OWN.matcher(path).matches() ? path : "/";
    }
}
