import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { hashOf } from '../../routing/route.ts'
import './DestinationPage.css'

/** Stands for the page of the product that a notification leads to. */
export function DestinationPage({ url }: { readonly url: string }) {
  return (
    <main className="destination" data-testid="destination">
      <div className="destination__card">
        <span className="destination__icon">
          <DemoIcon name="compass" />
        </span>
        <h1 className="destination__title">You would be taken to</h1>
        <p className="destination__url" dir="ltr">
          {url}
        </p>
        <p className="destination__text">
          The demo has no such page. In your product, your own router opens it when someone follows a notification.
        </p>
        <a className="button" href={hashOf({ page: 'rooms' })}>
          Back to conversations
        </a>
      </div>
    </main>
  )
}
