// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import java.util.List;
import org.springframework.stereotype.Component;

/// Which gates there are, and what each environment asks of changes, for who looks. Thread-safe.
@Component
public class GatePolicyQueries {
    private final GatePolicyService policies;
    private final List<String> gates;

    GatePolicyQueries(GatePolicyService policies, List<Gate> gates) {
        this.policies = policies;
        this.gates = gates.stream().map(Gate::name).sorted().toList();
    }

    /// The policy in force; the usual one where nobody set any.
    public GatePolicy of(String environment) {
        return policies.of(environment);
    }

    /// Names of all gates of this server, in order.
    public List<String> gates() {
        return gates;
    }
}
