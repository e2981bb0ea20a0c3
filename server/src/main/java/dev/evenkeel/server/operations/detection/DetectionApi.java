// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.TimeToDetect;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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

/// Detection drills over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/detections")
class DetectionApi {
    private static final int MOST = 200;

    private final Detections detections;
    private final FaultNotices notices;

    DetectionApi(Detections detections, FaultNotices notices) {
        this.detections = detections;
        this.notices = notices;
    }

    @GetMapping
    List<DetectionView> list(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "50") int limit) {
        return detections.newest(service, cause, Math.clamp(limit, 1, MOST)).stream()
                .map(DetectionView::of)
                .toList();
    }

    @GetMapping("/summary")
    DetectionView.Summary summary(@RequestParam(defaultValue = "") String service) {
        return new DetectionView.Summary(
                TimeToDetect.LEVEL,
                detections.summary(service, MOST).stream()
                        .map(DetectionView.Row::of)
                        .toList());
    }

    @GetMapping("/{id}")
    DetectionView one(@PathVariable String id) {
        return DetectionView.of(detections.get(id));
    }

    @PostMapping
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(DetectionBodies.Detection.class)
    DetectionView record(@RequestBody JsonNode body, Caller.Actor caller) {
        return DetectionView.of(
                detections.record(DetectionOrder.read(body, detections.now(), notices::isKnown), caller.name()));
    }

    @PostMapping("/{id}/end")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(DetectionBodies.End.class)
    DetectionView end(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return DetectionView.of(detections.end(id, DetectionOrder.end(body, detections.now()), caller.name()));
    }
}
