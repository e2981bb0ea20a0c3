// SPDX-License-Identifier: Apache-2.0

/// Style guide at `/components`: every UI component with samples, and the colour palette.
@NullMarked
package dev.evenkeel.server.console.styleguide;

import org.jspecify.annotations.NullMarked;
