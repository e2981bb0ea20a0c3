// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import org.jspecify.annotations.Nullable;

/// How an environment and its revision stand in requests.
public final class IfMatchRevisionParser {
    private IfMatchRevisionParser() {}

    /// The revision that an `If-Match` header names; null when there is none, or `*`.
    ///
    /// @throws RequestRefusedException when it is no ETag of the environment
    public static @Nullable Long expected(String environment, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        String start = "\"" + environment + "-";
        if (!ifMatch.startsWith(start) || !ifMatch.substring(start.length()).matches("\\d{1,18}\"")) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "If-Match is " + ifMatch + ", which is no revision of environment " + environment + ".",
                    "Send the ETag that reading the flags gave, quotes included.");
        }
        return Long.valueOf(ifMatch.substring(start.length(), ifMatch.length() - 1));
    }

    /// The name, if an environment may be called so.
    ///
    /// @throws RequestRefusedException when not
    public static String requireName(String environment) {
        if (!environment.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "\"" + environment + "\" cannot be the name of an environment.",
                    "Use 1 to 64 letters, digits, dots, dashes and underscores.");
        }
        return environment;
    }
}
