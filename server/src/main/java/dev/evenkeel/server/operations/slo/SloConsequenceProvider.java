// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import java.util.List;

/// Knows what follows elsewhere from how SLOs stand now. Every bean of this type is asked.
@FunctionalInterface
public interface SloConsequenceProvider {
    /// What follows, each one complete sentence.
    List<String> of(List<Slo> slos);
}
