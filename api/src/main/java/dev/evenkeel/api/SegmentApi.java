// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Segments: named targeting rules that flags share (`.../segments`).
public final class SegmentApi {
    private SegmentApi() {}

    /// The segments of an environment.
    public record SegmentListResponse(List<SegmentResponse> segments) {}

    /// A segment with its references.
    ///
    /// @param flags keys of flags whose rules refer to the segment
    /// @param segments names of segments whose rules refer to the segment
    public record SegmentResponse(String name, JsonNode rule, List<String> flags, List<String> segments) {}
}
