/** How every process of Fivenines tells what it does: log lines that nothing a stranger sent can forge or flood. */
package io.fivenines.coordinator.logging;
