// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint that lists, for administrators, the outcomes delivered by each process while batch rows are
/// kept.
@RestController
class SdkProcessOutcomeTotalsController {
    private final EvidenceRepository evidence;

    SdkProcessOutcomeTotalsController(EvidenceRepository evidence) {
        this.evidence = evidence;
    }

    /// @param instances latest delivery first
    record ReceivedList(List<SdkProcessOutcomeTotals> instances) {}

    /// Lists the totals of the outcomes that each process delivered, latest delivery first.
    @GetMapping("/api/v1/environments/{environment}/outcomes")
    ReceivedList list(@PathVariable String environment) {
        return new ReceivedList(evidence.listDeliveryTotals(environment));
    }
}
