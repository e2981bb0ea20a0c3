// SPDX-License-Identifier: Apache-2.0

/// Plans of experiments as people write them.
@NullMarked
package dev.evenkeel.files.experiment;

import org.jspecify.annotations.NullMarked;
