/**
 * What all modules' tests share: watches, for nothing may leak a buffer or log an error that no test expected; and
 * ports for servers.
 */
package io.fivenines.testing;
