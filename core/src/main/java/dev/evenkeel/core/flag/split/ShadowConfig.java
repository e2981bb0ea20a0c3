// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

/// How many of control's calls are answered a second time, beside the caller's way, for comparison.
///
/// Each is drawn by itself. A part of them is answered by control again, which shows how often answers
/// differ by themselves (the noise); the rest by the candidate.
///
/// @param sample share of control's calls that are answered twice, above 0 %
/// @param noise share of these whose second answer is control's too; 0 % when control must not run twice
public record ShadowConfig(Percent sample, Percent noise) {
    public ShadowConfig {
        if (sample.equals(Percent.NONE)) {
            throw new IllegalArgumentException("sample must be above 0 %; without a sample there is no shadow");
        }
        if (noise.equals(Percent.ALL)) {
            throw new IllegalArgumentException("noise must be below 100 %, or the candidate is never asked");
        }
    }
}
