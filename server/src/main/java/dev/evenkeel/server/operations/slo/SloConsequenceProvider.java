// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import java.util.List;

/// A provider of consequences that the current state of SLOs has in other packages. All beans of this type are
/// used.
@FunctionalInterface
public interface SloConsequenceProvider {
    /// Returns the consequences, each one complete sentence.
    List<String> listConsequences(List<Slo> slos);
}
