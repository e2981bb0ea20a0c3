// SPDX-License-Identifier: Apache-2.0

/// Flag definition files that the server loads at startup.
@NullMarked
package dev.evenkeel.files.flag;

import org.jspecify.annotations.NullMarked;
