// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.server.flags.usage.BulkFetchRecorder;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/// HTTP endpoints of OpenFeature's remote evaluation protocol (OFREP 0.3.0), for clients in any language.
/// Bodies are parsed as JSON whatever their content type.
@RestController
@RequestMapping("/ofrep/v1/evaluate/flags")
class OfrepController {
    private static final long TIME_SLOT_SECONDS = 5;
    private static final int INACTIVITY_SECONDS = 120;
    private static final List<EventStreamHint> STREAMS =
            List.of(new EventStreamHint("sse", new EventStreamEndpoint("/ofrep/v1/stream"), INACTIVITY_SECONDS));

    private final SnapshotChannelRegistry channels;
    private final BulkFetchRecorder recorder;
    private final Clock clock;
    private final OfrepRateLimiter rate;

    OfrepController(SnapshotChannelRegistry channels, BulkFetchRecorder recorder, Clock clock, OfrepRateLimiter rate) {
        this.channels = channels;
        this.recorder = recorder;
        this.clock = clock;
        this.rate = rate;
    }

    record BulkResponse(
            List<OfrepEvaluationResponse> flags, Map<String, Object> metadata, List<EventStreamHint> eventStreams) {}

    /// @param inactivityDelaySec seconds in the background after which a client may close the stream
    record EventStreamHint(String type, EventStreamEndpoint endpoint, int inactivityDelaySec) {}

    record EventStreamEndpoint(String requestUri) {}

    /// Evaluates one flag for an evaluation context, as specified by OFREP.
    @PostMapping("/{key}")
    @OpenApiRequestBodySchema(DeliveryRequestSchemas.OfrepEvaluationRequest.class)
    ResponseEntity<OfrepEvaluationResponse> evaluate(
            @PathVariable String key, HttpServletRequest http, Caller.SdkClient client) throws IOException {
        rate.admit(http);
        OfrepRequest request = OfrepRequest.parse(http.getInputStream().readAllBytes());
        FlagSnapshot flags = channels.getNewest(client.environment()).snapshot().compiled();
        OfrepEvaluationResponse ofrepEvaluationResponse = OfrepEvaluationResponse.of(
                key, flags.evaluate(key, request.context(), clock.instant().getEpochSecond()));
        return ResponseEntity.status(ofrepEvaluationResponse.status()).body(ofrepEvaluationResponse);
    }

    /// Evaluates all flags for an evaluation context, as specified by OFREP; 304 if unchanged. The client may
    /// then use flags without reporting, also after a 304.
    ///
    /// @param told the `etag` of the hint that caused the request, if any
    @PostMapping({"", "/"})
    @OpenApiRequestBodySchema(DeliveryRequestSchemas.OfrepEvaluationRequest.class)
    ResponseEntity<BulkResponse> evaluateAll(
            @RequestParam(name = "flagConfigEtag", required = false) @Nullable String told,
            HttpServletRequest http,
            Caller.SdkClient client)
            throws IOException {
        rate.admit(http);
        OfrepRequest request = OfrepRequest.parse(http.getInputStream().readAllBytes());
        recorder.recordSeen(client.environment(), BulkFetchRecorder.Protocol.OFREP_BULK);
        EncodedSnapshot snapshot = channels.getNewest(client.environment(), told);
        Instant now = clock.instant();
        String etag = etag(snapshot, request, now);
        if (IfNoneMatchParser.matches(http.getHeader("If-None-Match"), etag)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        FlagSnapshot flags = snapshot.snapshot().compiled();
        List<OfrepEvaluationResponse> answers =
                flags.evaluateAll(request.context(), now.getEpochSecond()).entrySet().stream()
                        .map(flag -> OfrepEvaluationResponse.of(flag.getKey(), flag.getValue()))
                        .toList();
        return ResponseEntity.ok().eTag(etag).body(new BulkResponse(answers, flags.metadata(), STREAMS));
    }

    /// Returns an ETag of revision, context and, when a rule depends on the time, the current time slot. A 304
    /// then costs no evaluation, and rules about time still take effect.
    private static String etag(EncodedSnapshot snapshot, OfrepRequest request, Instant now) {
        long slot = snapshot.isTimeDependent() ? now.getEpochSecond() / TIME_SLOT_SECONDS : 0;
        return "\"" + snapshot.revision() + "-" + request.fingerprint() + "-" + slot + "\"";
    }

    @ExceptionHandler
    ResponseEntity<OfrepEvaluationResponse> handleRequestException(
            OfrepRequestException fault, HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String key = variables instanceof Map<?, ?> map && map.get("key") instanceof String name ? name : null;
        return ResponseEntity.badRequest()
                .body(OfrepEvaluationResponse.error(key, fault.code(), String.valueOf(fault.getMessage())));
    }
}
