// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import java.util.List;
import org.springframework.stereotype.Component;

/// Queries for the available gates and the policies of environments. Thread-safe.
@Component
public class GatePolicyQueries {
    private final GatePolicyService policies;
    private final List<String> gates;

    GatePolicyQueries(GatePolicyService policies, List<Gate> gates) {
        this.policies = policies;
        this.gates = gates.stream().map(Gate::name).sorted().toList();
    }

    /// Returns the policy of an environment; the default policy if none is set.
    public GatePolicy getPolicy(String environment) {
        return policies.getPolicy(environment);
    }

    /// Returns the names of all gates of this server, sorted.
    public List<String> listGateNames() {
        return gates;
    }
}
