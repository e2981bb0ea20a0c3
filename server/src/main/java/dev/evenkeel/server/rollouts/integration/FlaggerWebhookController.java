// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.evaluation.ChangeServiceValidator;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.integration.FollowedRolloutLookup.AnalysisRequest;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints for Flagger's webhooks (docs/guides/argo-rollouts-and-flagger.md): 200 confirms, every other status
/// denies. The response body contains only the reason, because Flagger copies it to its events.
///
/// `rollback` is confirmed only for a rollout that was rolled back or aborted. An error, on the server or in
/// the network, denies every request.
@RestController
class FlaggerWebhookController {
    private final FollowedRolloutLookup followed;
    private final GateEvaluationService gates;
    private final ChangeServiceValidator services;
    private final Clock clock;

    FlaggerWebhookController(
            FollowedRolloutLookup followed, GateEvaluationService gates, ChangeServiceValidator services, Clock clock) {
        this.services = services;
        this.followed = followed;
        this.gates = gates;
        this.clock = clock;
    }

    /// Confirms the start of a canary; 409 while a required gate is closed.
    @PostMapping("/integrations/flagger/confirm-rollout")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiResponseSchema(text = MediaType.TEXT_PLAIN_VALUE)
    @OpenApiRequestBodySchema(FlaggerWebhookRequestSchemas.Webhook.class)
    ResponseEntity<String> confirmRollout(@RequestBody JsonNode body, Caller caller) {
        Map<String, String> metadata = metadata(body);
        AnalysisRequest analysisRequest = parseRequest(metadata, caller);
        String service = metadata.get("service");
        Optional<ValidationError> wrong = service == null
                ? Optional.empty()
                : services.validate(analysisRequest.environment(), analysisRequest.flag(), service, "");
        if (wrong.isPresent()) {
            return no("Invalid webhook metadata: " + wrong.get().message() + "; "
                    + wrong.get().remedy() + ".");
        }
        GateEvaluation evaluation = gates.evaluate(
                new GateContext(
                        analysisRequest.environment(),
                        analysisRequest.flag(),
                        service,
                        null,
                        metadata.getOrDefault("class", GateContext.NORMAL),
                        "flagger"),
                clock.instant());
        return evaluation.isOpen()
                ? yes("The gates are open for a change of " + analysisRequest.flag() + ".")
                : no("Gates are closed: " + evaluation.closedReason() + ".");
    }

    /// Confirms the promotion of a canary if its rollout recommends it; otherwise 409.
    @PostMapping("/integrations/flagger/confirm-promotion")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiResponseSchema(text = MediaType.TEXT_PLAIN_VALUE)
    @OpenApiRequestBodySchema(FlaggerWebhookRequestSchemas.Webhook.class)
    ResponseEntity<String> confirmPromotion(@RequestBody JsonNode body, Caller caller) {
        return respond(parseRequest(metadata(body), caller), RolloutRecommendation.Action.ADVANCE);
    }

    /// Confirms the rollback of a canary if its rollout was rolled back or aborted; otherwise 409.
    @PostMapping("/integrations/flagger/rollback")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiResponseSchema(text = MediaType.TEXT_PLAIN_VALUE)
    @OpenApiRequestBodySchema(FlaggerWebhookRequestSchemas.Webhook.class)
    ResponseEntity<String> rollback(@RequestBody JsonNode body, Caller caller) {
        return respond(parseRequest(metadata(body), caller), RolloutRecommendation.Action.ROLLBACK);
    }

    private ResponseEntity<String> respond(AnalysisRequest analysisRequest, RolloutRecommendation.Action action) {
        Optional<Rollout> rollout = followed.find(analysisRequest);
        if (rollout.isEmpty()) {
            return no(FollowedRolloutLookup.missingMessage(analysisRequest));
        }
        RolloutRecommendation advice = followed.recommend(rollout.get(), analysisRequest.exposure());
        return advice.action() == action ? yes(advice.reason()) : no(advice.reason());
    }

    private static AnalysisRequest parseRequest(Map<String, String> metadata, Caller caller) {
        String flag = metadata.getOrDefault("flag", "");
        if (flag.isBlank()) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The webhook metadata has no flag.",
                    "Add metadata.flag to the webhook in the Canary, for example flag: payment-core.");
        }
        return AnalysisRequestParser.parse(caller, flag, metadata);
    }

    private static Map<String, String> metadata(JsonNode body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        body.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                metadata.put(entry.getKey(), entry.getValue().stringValue());
            }
        });
        return metadata;
    }

    private static ResponseEntity<String> yes(String reason) {
        return response(HttpStatus.OK, reason);
    }

    private static ResponseEntity<String> no(String reason) {
        return response(HttpStatus.CONFLICT, reason);
    }

    private static ResponseEntity<String> response(HttpStatus status, String reason) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(reason + "\n");
    }
}
