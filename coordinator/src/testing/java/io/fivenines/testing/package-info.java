/** What watches every test run: nothing may leak a buffer or log an error that no test expected. */
package io.fivenines.testing;
