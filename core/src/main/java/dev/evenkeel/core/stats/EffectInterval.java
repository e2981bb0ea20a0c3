// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// A confidence interval for the mean outcome of a treatment's units minus that of control's.
///
/// @param low lower end
/// @param high upper end
public record EffectInterval(double low, double high) {
    /// Returns the interval in another unit.
    ///
    /// @param factor above zero
    public EffectInterval scale(double factor) {
        return new EffectInterval(low * factor, high * factor);
    }
}
