// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import org.jspecify.annotations.Nullable;

/// Parser of environment names and expected revisions in requests.
public final class IfMatchRevisionParser {
    private IfMatchRevisionParser() {}

    /// Returns the revision in an `If-Match` header; null when the header is missing or `*`.
    ///
    /// @throws MalformedOrOverLimitException when it is not an ETag of the environment
    public static @Nullable Long parse(String environment, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        String start = "\"" + environment + "-";
        if (!ifMatch.startsWith(start) || !ifMatch.substring(start.length()).matches("\\d{1,18}\"")) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The If-Match header " + ifMatch + " is not a revision of environment " + environment + ".",
                    "Send the ETag of the response in which you read the flags, including the quotes.");
        }
        return Long.valueOf(ifMatch.substring(start.length(), ifMatch.length() - 1));
    }

    /// Returns the name if it is a valid environment name.
    ///
    /// @throws MalformedOrOverLimitException when it is not
    public static String requireEnvironmentName(String environment) {
        if (!environment.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "Invalid environment name \"" + environment + "\".",
                    "Use 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
        return environment;
    }
}
