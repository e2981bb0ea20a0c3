// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// An error in OFREP's format, for requests below `/ofrep/` that no controller handles.
///
/// @param key the requested flag; null for none
/// @param errorCode error code of OpenFeature
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfrepErrorResponse(@Nullable String key, String errorCode, String errorDetails) {
    public static final String MEDIA_TYPE = "application/json";
    private static final String ROOT = "/ofrep/";
    private static final String SINGLE = "/ofrep/v1/evaluate/flags/";

    /// Whether errors of a path have this format.
    public static boolean isFor(@Nullable String path) {
        return path != null && path.startsWith(ROOT);
    }

    /// @param path path of the request; empty when it could not be read
    public static OfrepErrorResponse of(Problem problem, String path) {
        String key = path.startsWith(SINGLE) ? path.substring(SINGLE.length()) : "";
        String code = problem.code().equals(ProblemCode.MALFORMED.text()) ? "PARSE_ERROR" : "GENERAL";
        return new OfrepErrorResponse(key.isEmpty() ? null : key, code, problem.detail() + " " + problem.remedy());
    }
}
