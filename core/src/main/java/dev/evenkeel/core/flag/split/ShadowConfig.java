// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

/// The configuration of shadow traffic: the share of control's calls that run a second time, outside the
/// caller's path, for comparison.
///
/// Each call is drawn independently. Some of the second runs are on control, which measures how often its
/// results differ from each other (the noise); the others are on the candidate.
///
/// @param sample share of control's calls that are shadowed, above 0%
/// @param noise share of these that are shadowed on control; 0% when control must not run twice
public record ShadowConfig(Percent sample, Percent noise) {
    public ShadowConfig {
        if (sample.equals(Percent.NONE)) {
            throw new IllegalArgumentException("sample must be above 0%; a sample of 0% disables shadow traffic");
        }
        if (noise.equals(Percent.ALL)) {
            throw new IllegalArgumentException("noise must be below 100%; otherwise the candidate is never called");
        }
    }
}
