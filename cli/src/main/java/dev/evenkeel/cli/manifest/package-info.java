// SPDX-License-Identifier: Apache-2.0

/// Commands about objects as files: put into force, compared, written out.
@NullMarked
package dev.evenkeel.cli.manifest;

import org.jspecify.annotations.NullMarked;
