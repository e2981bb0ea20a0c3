// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.classic.ClassicWeakness;
import dev.evenkeel.examples.payments.classic.WeaknessSwitches;
import dev.evenkeel.examples.payments.ledger.ClearingJob;
import dev.evenkeel.examples.payments.ledger.ClearingService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint `/ops`: the weaknesses of the classic core, initially all fixed, and the clearing cuts,
/// initially off. For demonstrations on the local machine, like the faults.
@RestController
class OperationsController {
    private final WeaknessSwitches weaknesses;
    private final ClearingService clearingService;
    private final ClearingJob clearing;

    OperationsController(WeaknessSwitches weaknesses, ClearingService clearingService, ClearingJob clearing) {
        this.weaknesses = weaknesses;
        this.clearingService = clearingService;
        this.clearing = clearing;
    }

    /// The state of clearing.
    ///
    /// @param cuts cuts made since the ledger began
    /// @param transfers transfers handed over by them
    record ClearingResponse(boolean active, long cuts, long transfers) {}

    @GetMapping("/ops/weaknesses")
    Map<String, Boolean> weaknesses() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        weaknesses.states().forEach((weakness, open) -> states.put(weakness.key(), open));
        return states;
    }

    @PutMapping("/ops/weaknesses/{name}")
    ResponseEntity<?> setWeakness(@PathVariable("name") String name, @RequestBody SwitchRequest wanted) {
        Optional<ClassicWeakness> weakness = ClassicWeakness.find(name);
        if (weakness.isEmpty()) {
            return PaymentProblemResponses.problem(
                    HttpStatus.NOT_FOUND,
                    "unknown-weakness",
                    "Unknown weakness \"" + name + "\".",
                    "Allowed: " + names());
        }
        if (wanted.active() == null) {
            return SwitchRequest.missingActiveProblem("the weakness");
        }
        weaknesses.set(weakness.get(), wanted.active());
        return ResponseEntity.ok(weaknesses());
    }

    @GetMapping("/ops/clearing")
    ClearingResponse clearing() {
        ClearingService.ClearingTotals cleared = clearingService.getTotals();
        return new ClearingResponse(clearing.isOn(), cleared.cuts(), cleared.transfers());
    }

    @PutMapping("/ops/clearing")
    ResponseEntity<?> setClearing(@RequestBody SwitchRequest wanted) {
        if (wanted.active() == null) {
            return SwitchRequest.missingActiveProblem("clearing");
        }
        clearing.setRunning(wanted.active());
        return ResponseEntity.ok(clearing());
    }

    private static String names() {
        return Arrays.stream(ClassicWeakness.values()).map(ClassicWeakness::key).collect(Collectors.joining(", "))
                + ".";
    }
}
