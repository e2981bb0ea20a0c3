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

/// `/ops`: the weaknesses of the classic core, which begin mended, and the clearing cuts, which
/// begin off. For demonstrations on the own machine, as the faults are.
@RestController
class OperationsController {
    private final WeaknessSwitches weaknesses;
    private final ClearingService cut;
    private final ClearingJob clearing;

    OperationsController(WeaknessSwitches weaknesses, ClearingService cut, ClearingJob clearing) {
        this.weaknesses = weaknesses;
        this.cut = cut;
        this.clearing = clearing;
    }

    /// How clearing stands.
    ///
    /// @param cuts made since the ledger began
    /// @param transfers handed over by them
    record ClearingResponse(boolean active, long cuts, long transfers) {}

    @GetMapping("/ops/weaknesses")
    Map<String, Boolean> weaknesses() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        weaknesses.states().forEach((weakness, open) -> states.put(weakness.key(), open));
        return states;
    }

    @PutMapping("/ops/weaknesses/{name}")
    ResponseEntity<?> turn(@PathVariable("name") String name, @RequestBody SwitchRequest wanted) {
        Optional<ClassicWeakness> weakness = ClassicWeakness.find(name);
        if (weakness.isEmpty()) {
            return PaymentProblemResponses.answer(
                    HttpStatus.NOT_FOUND,
                    "unknown-weakness",
                    "There is no weakness \"" + name + "\".",
                    "Use " + names());
        }
        if (wanted.active() == null) {
            return SwitchRequest.missing("the weakness");
        }
        weaknesses.turn(weakness.get(), wanted.active());
        return ResponseEntity.ok(weaknesses());
    }

    @GetMapping("/ops/clearing")
    ClearingResponse clearing() {
        ClearingService.ClearingTotals cleared = cut.cleared();
        return new ClearingResponse(clearing.isOn(), cleared.cuts(), cleared.transfers());
    }

    @PutMapping("/ops/clearing")
    ResponseEntity<?> clear(@RequestBody SwitchRequest wanted) {
        if (wanted.active() == null) {
            return SwitchRequest.missing("clearing");
        }
        clearing.turn(wanted.active());
        return ResponseEntity.ok(clearing());
    }

    private static String names() {
        return Arrays.stream(ClassicWeakness.values()).map(ClassicWeakness::key).collect(Collectors.joining(", "))
                + ".";
    }
}
