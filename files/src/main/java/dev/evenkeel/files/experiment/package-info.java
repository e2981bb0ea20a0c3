// SPDX-License-Identifier: Apache-2.0

/// Experiment plans in JSON or YAML.
@NullMarked
package dev.evenkeel.files.experiment;

import org.jspecify.annotations.NullMarked;
