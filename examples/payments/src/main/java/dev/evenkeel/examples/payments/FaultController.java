// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.modern.ModernCoreFault;
import dev.evenkeel.examples.payments.modern.ModernCoreFaultSwitches;
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

/// The endpoint `/faults`: shows and switches the faults of the modern core. For demonstrations on the local
/// machine: the service listens only on the loopback address, and every client that reaches it may switch
/// faults.
@RestController
class FaultController {
    private final ModernCoreFaultSwitches faults;

    FaultController(ModernCoreFaultSwitches faults) {
        this.faults = faults;
    }

    @GetMapping("/faults")
    Map<String, Boolean> states() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        faults.states().forEach((fault, on) -> states.put(fault.key(), on));
        return states;
    }

    @PutMapping("/faults/{name}")
    ResponseEntity<?> setFault(@PathVariable("name") String name, @RequestBody SwitchRequest wanted) {
        Optional<ModernCoreFault> fault = ModernCoreFault.find(name);
        if (fault.isEmpty()) {
            return PaymentProblemResponses.problem(
                    HttpStatus.NOT_FOUND, "unknown-fault", "Unknown fault \"" + name + "\".", "Allowed: " + names());
        }
        if (wanted.active() == null) {
            return SwitchRequest.missingActiveProblem("the fault");
        }
        faults.set(fault.get(), wanted.active());
        return ResponseEntity.ok(states());
    }

    private static String names() {
        return Arrays.stream(ModernCoreFault.values()).map(ModernCoreFault::key).collect(Collectors.joining(", "))
                + ".";
    }
}
