// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.util.Collection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Validator of the options of one command. Invalid values throw a [ParameterException] with the allowed ones.
public record OptionValidator(CommandSpec spec) {
    /// Requires a value within two bounds.
    public void requireRange(String option, int value, int least, int most) {
        require(value >= least && value <= most, option, least + " to " + most, value);
    }

    /// Requires a value without an upper bound.
    public void requireAtLeast(String option, int value, int least) {
        require(value >= least, option, least + " or more", value);
    }

    /// Requires known names.
    ///
    /// @param values given names; empty if the option was not given
    public void requireNames(String option, Collection<String> values, Collection<String> known) {
        require(known.containsAll(values), option, "one or several of " + String.join(", ", known), values);
    }

    /// Requires that a value is allowed.
    ///
    /// @param allowed description of the allowed values, such as `1 to 5`
    public void require(boolean valid, String option, String allowed, Object value) {
        if (!valid) {
            throw error(option + " must be " + allowed + ", got " + value);
        }
    }

    /// Creates the exception for an invalid use of the options.
    public ParameterException error(String message) {
        return new ParameterException(spec.commandLine(), message + ". Nothing was started.");
    }
}
