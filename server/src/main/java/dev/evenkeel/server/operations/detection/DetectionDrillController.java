// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionSummaryByCauseResponse;
import dev.evenkeel.api.DetectionDrillApi.EndDetectionDrillRequest;
import dev.evenkeel.api.DetectionDrillApi.RecordDetectionDrillRequest;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for detection drills (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/detection-drills")
class DetectionDrillController {
    private static final int MOST = 200;

    private final DetectionDrillService detections;

    DetectionDrillController(DetectionDrillService detections) {
        this.detections = detections;
    }

    /// Lists detection drills with their results, newest first.
    @GetMapping
    List<DetectionDrillResponse> list(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "50") int limit) {
        return detections.listNewest(service, cause, Math.clamp(limit, 1, MOST)).stream()
                .map(DetectionDrillResponses::of)
                .toList();
    }

    /// Summarizes the detection times of each cause, before and after it was fixed.
    @GetMapping("/summary")
    DetectionSummaryByCauseResponse getSummary(@RequestParam(defaultValue = "") String service) {
        return new DetectionSummaryByCauseResponse(
                TimeToDetectStats.LEVEL,
                detections.summarize(service, MOST).stream()
                        .map(DetectionDrillResponses::of)
                        .toList());
    }

    /// Returns a detection drill with its result.
    @GetMapping("/{id}")
    DetectionDrillResponse get(@PathVariable String id) {
        return DetectionDrillResponses.of(detections.get(id));
    }

    /// Records a detection drill, a fault that was injected on purpose; rejects unknown services.
    @PostMapping
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    DetectionDrillResponse record(JsonRequest<RecordDetectionDrillRequest> body, Caller.Actor caller) {
        return DetectionDrillResponses.of(detections.record(body, caller.name()));
    }

    /// Sets the end of the fault of a detection drill; rejected if it has already ended.
    @PostMapping("/{id}/end")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    DetectionDrillResponse end(
            @PathVariable String id, JsonRequest<EndDetectionDrillRequest> body, Caller.Actor caller) {
        return DetectionDrillResponses.of(detections.end(id, body, caller.name()));
    }
}
