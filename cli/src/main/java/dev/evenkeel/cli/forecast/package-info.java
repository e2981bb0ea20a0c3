// SPDX-License-Identifier: Apache-2.0

/// `evenkeel forecast`: what is forecast, what came of it, and how good it was.
@NullMarked
package dev.evenkeel.cli.forecast;

import org.jspecify.annotations.NullMarked;
