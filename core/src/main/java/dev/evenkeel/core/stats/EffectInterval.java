// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// An interval for the mean outcome of a treatment's units less that of control's.
///
/// @param low lower end
/// @param high upper end
public record EffectInterval(double low, double high) {
    /// The same effect in another unit.
    ///
    /// @param factor above zero
    public EffectInterval times(double factor) {
        return new EffectInterval(low * factor, high * factor);
    }
}
