import { AppException, failure } from '@shared/contract/app-error'

/** A command line that cannot be parsed: the only thing that ends with exit code 2. */
export class CommandLineError extends AppException {
  constructor(detail: string) {
    super(failure('commandLineInvalid', { detail }).error)
  }
}
