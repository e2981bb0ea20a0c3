// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for detection drills (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/detection-drills")
class DetectionDrillController {
    private static final int MOST = 200;

    private final DetectionDrillService detections;
    private final DetectionSignalQueries notices;

    DetectionDrillController(DetectionDrillService detections, DetectionSignalQueries notices) {
        this.detections = detections;
        this.notices = notices;
    }

    /// Lists detection drills with their results, newest first.
    @GetMapping
    List<DetectionDrillResponse> list(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "50") int limit) {
        return detections.listNewest(service, cause, Math.clamp(limit, 1, MOST)).stream()
                .map(DetectionDrillResponse::of)
                .toList();
    }

    /// Summarizes the detection times of each cause, before and after it was fixed.
    @GetMapping("/summary")
    DetectionDrillResponse.DetectionSummaryByCauseResponse getSummary(@RequestParam(defaultValue = "") String service) {
        return new DetectionDrillResponse.DetectionSummaryByCauseResponse(
                TimeToDetectStats.LEVEL,
                detections.summarize(service, MOST).stream()
                        .map(DetectionDrillResponse.CauseDetectionStats::of)
                        .toList());
    }

    /// Returns a detection drill with its result.
    @GetMapping("/{id}")
    DetectionDrillResponse get(@PathVariable String id) {
        return DetectionDrillResponse.of(detections.get(id));
    }

    /// Records a detection drill, a fault that was injected on purpose; rejects unknown services.
    @PostMapping
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    @OpenApiRequestBodySchema(DetectionDrillRequestSchemas.RecordDetectionDrillRequest.class)
    DetectionDrillResponse record(@RequestBody JsonNode body, Caller.Actor caller) {
        return DetectionDrillResponse.of(detections.record(
                DetectionDrillRequestParser.parse(body, detections.now(), notices::isKnown), caller.name()));
    }

    /// Sets the end of the fault of a detection drill; rejected if it has already ended.
    @PostMapping("/{id}/end")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(DetectionDrillRequestSchemas.EndDetectionDrillRequest.class)
    DetectionDrillResponse end(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return DetectionDrillResponse.of(
                detections.end(id, DetectionDrillRequestParser.parseEnd(body, detections.now()), caller.name()));
    }
}
