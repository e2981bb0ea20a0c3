// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import java.util.List;
import org.springframework.stereotype.Component;

/// Which gates there are, and what each environment asks of changes, for who looks. Thread-safe.
@Component
public class PolicyBook {
    private final Policies policies;
    private final Gates gates;

    PolicyBook(Policies policies, Gates gates) {
        this.policies = policies;
        this.gates = gates;
    }

    /// The policy in force; the usual one where nobody set any.
    public GatePolicy of(String environment) {
        return policies.of(environment);
    }

    /// Names of all gates of this server.
    public List<String> gates() {
        return gates.names();
    }
}
