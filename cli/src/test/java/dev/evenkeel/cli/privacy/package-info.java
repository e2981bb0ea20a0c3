// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.evenkeel.cli.privacy;

import org.jspecify.annotations.NullMarked;
