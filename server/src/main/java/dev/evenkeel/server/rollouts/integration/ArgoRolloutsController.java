// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.rollouts.integration.FollowedRolloutLookup.AnalysisRequest;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint for Argo Rollouts' `web` metric provider (docs/guides/argo-rollouts-and-flagger.md).
@RestController
class ArgoRolloutsController {
    private final FollowedRolloutLookup followed;
    private final PublicBaseUrl baseUrl;

    ArgoRolloutsController(FollowedRolloutLookup followed, PublicBaseUrl baseUrl) {
        this.followed = followed;
        this.baseUrl = baseUrl;
    }

    /// The measurement returned to Argo Rollouts.
    ///
    /// @param decision `advance`, `hold` or `rollback`
    /// @param reason one sentence for people
    /// @param rollout id of the evaluated rollout; null when there is none, which results in `hold`
    /// @param link URL of the console page of the rollout
    record RecommendationResponse(
            String decision, String reason, @Nullable String rollout, String link) {}

    /// Returns `advance`, `hold` or `rollback` to Argo Rollouts, based on the rollout of a flag.
    @GetMapping("/integrations/argo-rollouts/{flag}")
    RecommendationResponse measure(@PathVariable String flag, @RequestParam Map<String, String> texts, Caller caller) {
        AnalysisRequest analysisRequest = AnalysisRequestParser.parse(caller, flag, texts);
        Optional<Rollout> found = followed.find(analysisRequest);
        if (found.isEmpty()) {
            return new RecommendationResponse(
                    "hold", FollowedRolloutLookup.missingMessage(analysisRequest), null, baseUrl.url() + "/rollouts");
        }
        Rollout rollout = found.get();
        RolloutRecommendation advice = followed.recommend(rollout, analysisRequest.exposure());
        return new RecommendationResponse(
                advice.action().name().toLowerCase(Locale.ROOT),
                advice.reason(),
                rollout.id(),
                baseUrl.url() + "/rollouts/" + rollout.id());
    }
}
